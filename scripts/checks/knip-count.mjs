/** A reporter for knip that tells how many files it read: a run that saw nothing must not pass for a clean one. */
export default function countFiles({ counters }) {
  process.stdout.write(`Read ${counters.processed} files.\n`);
}

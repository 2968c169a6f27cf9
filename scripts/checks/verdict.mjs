/**
 * Judges a finished check. It passes when its tool ended well and says that it read at least one file: a tool that saw
 * nothing has proved nothing.
 * @param {{ code: number | null, signal: string | null, output: string }} result
 * @param {(output: string) => number} countFiles
 */
export function judgeCheck(result, countFiles) {
  if (result.signal !== null) return { ok: false, files: 0, reason: `was ended by ${result.signal}` };
  if (result.code !== 0) return { ok: false, files: countFiles(result.output), reason: `ended with ${result.code}` };
  const files = countFiles(result.output);
  return files > 0 ? { ok: true, files, reason: '' } : { ok: false, files, reason: 'read no file' };
}

/**
 * Counts the tests of a vitest JSON report. A file that could not be loaded has no failed test but is a failure, and
 * so is a run that ended badly for a reason the report does not show, or that ran nothing. Tests that cannot run on
 * this machine count as neither and are named.
 * @param {unknown} report
 * @param {{ code: number | null, signal: string | null }} result
 */
export function judgeTests(report, result) {
  const files = Array.isArray(report?.testResults) ? report.testResults : [];
  const failures = [];
  const leftOut = [];
  let passed = 0;
  for (const file of files) {
    const tests = file.assertionResults ?? [];
    passed += tests.filter((test) => test.status === 'passed').length;
    const broken = tests.filter((test) => test.status === 'failed');
    for (const test of broken) failures.push(`${file.name}: ${test.fullName}`);
    for (const test of tests) {
      if (test.status !== 'passed' && test.status !== 'failed') leftOut.push(`${file.name}: ${test.fullName}`);
    }
    if (file.status === 'failed' && broken.length === 0)
      failures.push(`${file.name}: ${file.message || 'did not run'}`);
  }
  if (result.signal !== null) failures.push(`the tests were ended by ${result.signal}`);
  else if (result.code !== 0 && failures.length === 0) failures.push(`the tests ended with ${result.code}`);
  else if (passed === 0 && failures.length === 0) failures.push('no test ran');
  return { passed, failures, leftOut };
}

/** The first number that a pattern finds in what a tool printed, or 0. */
export function countBy(pattern) {
  return (output) => Number(pattern.exec(output)?.[1] ?? 0);
}

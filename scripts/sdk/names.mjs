/** How the methods of the client are called: by what an operation does to what, in the words of its path. */

/** What the rules below would call in a way that nobody says. */
const named = {
  postPromotionsByPromotionStatus: 'setStatus',
  getPromotionsByPromotionCodes: 'listCodes',
  'getPromotionsByPromotionCodes.csv': 'getCodesFile',
  'getImportsByImportProblems.csv': 'getProblemsFile',
  getAccessWhoami: 'whoAmI',
  getAccessAudit: 'listAuditEntries',
  getEngineLive: 'getLiveEvents',
  getReferralCodes: 'findCode',
  getReferralExplanations: 'explain',
};

const isPlural = (word) => /[^su]s$/.test(word);
const singular = (word) =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ch|sh)es$/, '$1')
    .replace(/([^su])s$/, '$1');
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const camel = (words) => words.map((word, at) => (at === 0 ? word : capital(word))).join('');
const isParameter = (segment) => segment.startsWith('{');
const wordsOf = (segment) => segment.split(/[-.]/);

/**
 * The group and the method of an operation. `/referral/programs/{program}/participants` is `referral`, and
 * `createProgramParticipant` when it is posted to.
 */
export function nameOf(method, path, operation) {
  const [, , , group, ...segments] = path.split('/');
  return { group, name: named[operation.operationId] ?? methodName(method, segments, operation) };
}

function methodName(method, segments, operation) {
  const nouns = segments.filter((segment) => !isParameter(segment));
  const last = segments.at(-1);
  const endsInOne = last !== undefined && isParameter(last);
  const isAction = method === 'post' && last !== undefined && !endsInOne && !isPlural(last);
  const things = isAction ? nouns.slice(0, -1) : nouns;
  // Only what is read as a whole keeps its plural.
  const words = things.map((noun, at) => {
    const staysMany = at === things.length - 1 && method === 'get' && !endsInOne;
    return wordsOf(staysMany ? noun : singular(noun));
  });
  return camel([...(isAction ? wordsOf(last) : [verbOf(method, operation)]), ...words.flat()]);
}

function verbOf(method, operation) {
  switch (method) {
    case 'get':
      return isList(operation) ? 'list' : 'get';
    case 'post':
      return 'create';
    case 'put':
      return 'set';
    case 'patch':
      return 'update';
    default:
      return method;
  }
}

/** A page of a list has a cursor to the next one. */
function isList({ parameters = [] }) {
  return parameters.some(({ in: place, name }) => place === 'query' && name === 'cursor');
}

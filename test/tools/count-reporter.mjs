// @ts-check

/**
 * A reporter for the web test runner that ends with the counts, in the words of node:test, so that one reader
 * understands both. A test file that could not run counts as one failure.
 *
 * @returns {import('@web/test-runner').Reporter}
 */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { pass: 0, fail: 0, skipped: 0 };
      for (const session of sessions) {
        const tests = session.testResults ? testsOf(session.testResults) : [];
        for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'pass' : 'fail'] += 1;
        if (!session.passed && tests.every((test) => test.passed || test.skipped)) counts.fail += 1;
      }
      for (const [word, count] of Object.entries(counts)) console.log(`# ${word} ${count}`);
    },
  };
}

/**
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @returns {import('@web/test-runner').TestResult[]}
 */
function testsOf(suite) {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

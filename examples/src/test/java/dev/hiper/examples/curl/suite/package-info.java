/**
 * A runner for the cases of curl's own test suite, and the servers that they need.
 *
 * <p>The manual of the cases lies beside them. {@link dev.hiper.examples.curl.suite.CurlSuiteTest} runs the listed ones
 * as JUnit tests, {@link dev.hiper.examples.curl.suite.SuiteMain} runs any of them for people, with any tool that takes
 * curl's options. A case is read ({@code CaseFile}), run in the working folder of a worker against that worker's
 * {@code ServerSet} ({@code CaseRun}), and compared with what it says should have happened ({@code Comparison}).
 */
package dev.hiper.examples.curl.suite;

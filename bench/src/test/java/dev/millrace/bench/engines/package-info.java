/**
 * Compares the engines that a sequence can run on, under the same load. Among the test sources
 * because the contract's broker process is there too; no test.
 */
@NullMarked
package dev.millrace.bench.engines;

import org.jspecify.annotations.NullMarked;

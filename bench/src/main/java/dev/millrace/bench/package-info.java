/** JMH benchmarks. Not part of the build's tests; run by hand on a quiet machine. */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;

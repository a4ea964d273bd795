/**
 * The port to a Zeebe engine: plain records in, plain records out. Everything Camunda stays behind
 * the adapters.
 */
@NullMarked
package dev.millrace.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Compiles sequences to BPMN: {@link dev.millrace.bpmn.SequenceCompiler} is the door, {@link
 * dev.millrace.bpmn.ProcessVocabulary} what processes and workers agree on.
 */
@NullMarked
package dev.millrace.bpmn;

import org.jspecify.annotations.NullMarked;

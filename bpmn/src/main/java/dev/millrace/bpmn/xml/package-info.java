/** Writes a process and its diagram as BPMN 2.0 XML, byte for byte the same for the same input. */
@NullMarked
package dev.millrace.bpmn.xml;

import org.jspecify.annotations.NullMarked;

/**
 * What a compiled process consists of, before it has coordinates or a file format. Blocks say how
 * nodes are nested, flows how they are connected.
 */
@NullMarked
package dev.millrace.bpmn.flow;

import org.jspecify.annotations.NullMarked;

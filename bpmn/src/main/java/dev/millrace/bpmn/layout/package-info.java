/** Where shapes, edges and labels of a process stand on the canvas. Deterministic. */
@NullMarked
package dev.millrace.bpmn.layout;

import org.jspecify.annotations.NullMarked;

/** Element templates: how Modeler offers the actions to designers. */
@NullMarked
package dev.millrace.bpmn.template;

import org.jspecify.annotations.NullMarked;

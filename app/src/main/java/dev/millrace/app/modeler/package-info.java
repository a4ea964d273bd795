/** Lets Camunda Modeler deploy to the engine in this process, where that was opened on purpose. */
@NullMarked
package dev.millrace.app.modeler;

import org.jspecify.annotations.NullMarked;

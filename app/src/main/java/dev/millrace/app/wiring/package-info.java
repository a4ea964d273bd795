/** Puts the parts together: language, warehouse, engine, workers. */
@NullMarked
package dev.millrace.app.wiring;

import org.jspecify.annotations.NullMarked;

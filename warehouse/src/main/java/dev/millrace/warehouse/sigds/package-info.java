/** Input tables as a warehouse holds them: table, edit log, view, and the catalogue of all. */
@NullMarked
package dev.millrace.warehouse.sigds;

import org.jspecify.annotations.NullMarked;

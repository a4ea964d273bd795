/** The tables that the warehouse holds: listed, checked, mended. */
@NullMarked
package dev.millrace.app.sigds;

import org.jspecify.annotations.NullMarked;

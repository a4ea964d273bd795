/** How often one user may ask. */
@NullMarked
package dev.millrace.app.limit;

import org.jspecify.annotations.NullMarked;

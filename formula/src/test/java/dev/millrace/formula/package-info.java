/** Tests of the module's borders. */
@NullMarked
package dev.millrace.formula;

import org.jspecify.annotations.NullMarked;

/** Names, types and levels: from the tree as written to the checked formula. */
@NullMarked
package dev.millrace.formula.check;

import org.jspecify.annotations.NullMarked;

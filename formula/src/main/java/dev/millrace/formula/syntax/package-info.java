/** Formula text to a tree with positions, with every error found on the way. */
@NullMarked
package dev.millrace.formula.syntax;

import org.jspecify.annotations.NullMarked;

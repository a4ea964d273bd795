/** The checked formula: a typed tree of literals, references and calls. */
@NullMarked
package dev.millrace.formula.tree;

import org.jspecify.annotations.NullMarked;

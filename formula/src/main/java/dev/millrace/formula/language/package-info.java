/** The language put together: parser, checker, catalogue, evaluator and translator. */
@NullMarked
package dev.millrace.formula.language;

import org.jspecify.annotations.NullMarked;

/**
 * Help for people who write formulas: what could stand where they type, and what a formula means.
 */
@NullMarked
package dev.millrace.formula.assist;

import org.jspecify.annotations.NullMarked;

/**
 * The real Zeebe engine inside this JVM, behind no network port: commands go straight to its log,
 * answers and jobs come straight back.
 */
@NullMarked
package dev.millrace.engine.embedded;

import org.jspecify.annotations.NullMarked;

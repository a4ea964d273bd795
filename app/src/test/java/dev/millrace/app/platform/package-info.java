/** Tests of the platform database. */
@NullMarked
package dev.millrace.app.platform;

import org.jspecify.annotations.NullMarked;

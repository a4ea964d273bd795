/** Values as JSON has them, made what columns and controls hold; and back. */
@NullMarked
package dev.millrace.app.value;

import org.jspecify.annotations.NullMarked;

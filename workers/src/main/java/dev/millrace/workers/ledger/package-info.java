/** What the platform database knows of executions: their state, their steps, who started them. */
@NullMarked
package dev.millrace.workers.ledger;

import org.jspecify.annotations.NullMarked;

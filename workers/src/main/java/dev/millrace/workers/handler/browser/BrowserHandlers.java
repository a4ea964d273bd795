package dev.millrace.workers.handler.browser;

import dev.millrace.workers.handler.ActionHandler;
import java.util.List;

/** The handlers of actions that browsers do. */
public final class BrowserHandlers {
  private BrowserHandlers() {}

  /** All of them. */
  public static List<ActionHandler<?>> all() {
    return List.of(
        new SetControlHandler(),
        new OpenModalHandler(),
        new CloseModalHandler(),
        new RefreshElementHandler(),
        new ShowToastHandler());
  }
}

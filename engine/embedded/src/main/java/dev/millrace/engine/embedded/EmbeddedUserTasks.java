package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.CONFLICT;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.UserTasks;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import java.util.Map;

/** What the engine is told about user tasks, as commands in its log. */
record EmbeddedUserTasks(Commands commands) implements UserTasks {
  @Override
  public void claim(long userTaskKey, String assignee) {
    tell(UserTaskIntent.CLAIM, userTaskKey, assigned(assignee));
  }

  @Override
  public void assign(long userTaskKey, String assignee) {
    tell(UserTaskIntent.ASSIGN, userTaskKey, assigned(assignee));
  }

  @Override
  public void unassign(long userTaskKey) {
    tell(UserTaskIntent.ASSIGN, userTaskKey, assigned(""));
  }

  @Override
  public void complete(long userTaskKey, Map<String, ?> variables) {
    UserTaskRecord completed = new UserTaskRecord().setVariables(Encoding.encoded(variables));
    tell(UserTaskIntent.COMPLETE, userTaskKey, completed);
  }

  private static UserTaskRecord assigned(String assignee) {
    return new UserTaskRecord().setAssignee(assignee);
  }

  private void tell(UserTaskIntent intent, long key, UserTaskRecord value) {
    Answer answer = commands.ask(ValueType.USER_TASK, intent, key, value.setUserTaskKey(key));
    if (answer instanceof Answer.Refused refused) {
      throw refused.type() == RejectionType.INVALID_STATE
          ? new EngineException(CONFLICT, refused.reason(), null)
          : Commands.exception(refused);
    }
  }
}

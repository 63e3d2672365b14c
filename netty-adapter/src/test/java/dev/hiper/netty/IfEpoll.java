package dev.hiper.netty;

import io.netty.channel.epoll.Epoll;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class, with Netty's reason, where there is no epoll. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(IfEpoll.Condition.class)
@interface IfEpoll {
    /** Asks Netty. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Epoll.isAvailable()
                    ? ConditionEvaluationResult.enabled("epoll is available")
                    : ConditionEvaluationResult.disabled("no epoll: " + Epoll.unavailabilityCause());
        }
    }
}

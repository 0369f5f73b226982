package io.github.orgportal.launcher;

import java.util.Map;

/** Gives Keycloak's start script this Java, and nothing of what the caller's shell has set for another Keycloak. */
final class JavaEnvironment {
    private JavaEnvironment() {}

    static void applyTo(ProcessBuilder command) {
        Map<String, String> environment = command.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }
}

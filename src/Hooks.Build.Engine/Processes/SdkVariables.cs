namespace Hooks.Build.Engine.Processes;

/// <summary>
/// The variables of the SDK and of MSBuild that count where a process of ours starts another. The one list of them, compiled into engine and workers.
/// </summary>
internal static class SdkVariables
{
    /// <summary>
    /// What the SDK, MSBuild, Microsoft.Build.Locator and the test platform set for their own children: another SDK would be led astray (dotnet/sdk#18114,
    /// dotnet/msbuild#3161).
    /// </summary>
    public static IReadOnlyList<string> Leaks { get; } =
    [
        "DOTNET_HOST_PATH", "DOTNET_CLI_CONTEXT_ANSI_PASS_THRU", "DOTNET_CLI_TELEMETRY_SESSIONID", "DOTNET_STARTUP_HOOKS",
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD",
        "MSBUILD_EXE_PATH", "MSBuildToolsPath", "MSBUILDENSURESTDOUTFORTASKPROCESSES",
        "TESTINGPLATFORM_DOTNETTEST_EXECUTIONID", "TESTINGPLATFORM_UI_LANGUAGE",
    ];

    /// <summary>What is set in any case.</summary>
    // Arrays: on dotnet an enumerator over structs is compiled at each start.
    public static (string Name, string Value)[] Set { get; } =
    [
        // The targets of this package do nothing in a build that a hook starts.
        ("HooksRunning", "1"),
        // A node that outlives the hook's build would be ended with the hook's process group.
        ("MSBUILDDISABLENODEREUSE", "1"),
    ];

    /// <summary>What lets output be parsed, and shown without a terminal.</summary>
    public static (string Name, string Value)[] Plain { get; } = [("NO_COLOR", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1")];
}

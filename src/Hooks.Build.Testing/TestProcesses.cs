using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Testing;

/// <summary>What starts the processes of all tests: each launcher has a process of its own that ends what is left should this one be killed.</summary>
internal static class TestProcesses
{
    /// <summary>The launcher.</summary>
    public static IProcessLauncher Launcher { get; } = SystemLauncher.Create();
}

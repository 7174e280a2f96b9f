using System.Runtime.CompilerServices;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Tests;

namespace Hooks.Build.Runner.Tests;

/// <summary>What these tests and the programs that they start see of whoever runs them: neither the register of the projects nor the collector.</summary>
[TestClass]
public sealed class OwnEnvironment
{
    private const string State = "XDG_STATE_HOME";
    private static readonly string? TheirRegister = ProjectRegister.Of(Environment.GetEnvironmentVariable)?.Folder;

    [ModuleInitializer]
    internal static void Set()
    {
        _ = TheirRegister;
        OwnTempFolder.Use();
        var folder = Directory.CreateTempSubdirectory("hooks-state-").FullName;
        Environment.SetEnvironmentVariable(State, folder);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal) || name is "TRACEPARENT" or "TRACESTATE"))
        {
            Environment.SetEnvironmentVariable(name, value: null);
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Elsewhere the register has no variable of its own.")]
    public void The_register_of_whoever_runs_the_tests_is_not_theirs()
    {
        var register = ProjectRegister.Of(Environment.GetEnvironmentVariable)!.Folder;
        register.ShouldStartWith(Environment.GetEnvironmentVariable(State)!);
        register.ShouldNotBe(TheirRegister);
    }

    [TestMethod]
    public void The_collector_of_whoever_runs_the_tests_is_told_nothing() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().ShouldNotContain(name => name.StartsWith("OTEL_", StringComparison.Ordinal));
}

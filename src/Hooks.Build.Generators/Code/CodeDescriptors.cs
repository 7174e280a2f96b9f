using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Code;

/// <summary>The laws of the code of C# hooks. With <c>HooksAudit</c> all but the last hold for all code of a project.</summary>
internal static class CodeDescriptors
{
    private const string Category = "Hooks";

    public static readonly DiagnosticDescriptor NoTimeLimit = new(
        id: "HOOK0020",
        title: "Something is waited for without a time limit",
        messageFormat: "'{0}' has no time limit: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A process or a machine that does not answer is waited for until somebody kills the build. Give the wait a limit; in a hook use hook.RunAsync, which ends with the hook's time.");

    public static readonly DiagnosticDescriptor OneByOne = new(
        id: "HOOK0021",
        title: "Independent work is awaited one by one",
        messageFormat: "Each pass of this loop waits for the one before, though it needs nothing of it; use {0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A loop that awaits in its body does one thing at a time. Where no pass needs another they can run beside each other.");

    public static readonly DiagnosticDescriptor NotAsynchronous = new(
        id: "HOOK0022",
        title: "Asynchronous work is blocked on, or is not told of cancellation",
        messageFormat: "'{0}' {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Blocking holds a thread that other hooks wait for. Work that is not given the token goes on when the hook's time is over.");

    public static readonly DiagnosticDescriptor ProcessWide = new(
        id: "HOOK0023",
        title: "A hook changes what belongs to the whole process",
        messageFormat: "'{0}' is the whole process's, and other hooks run in it at the same time: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Hooks of one assembly share a process. What one does to its folder, environment, console or culture, or its end, happens to all of them.");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NoTimeLimit, OneByOne, NotAsynchronous, ProcessWide];
}

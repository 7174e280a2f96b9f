using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators;

/// <summary>The laws of the hook graph. HOOK0001 to HOOK0006 cannot be silenced: a plan that breaks them is refused.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "Hooks";

    public static readonly DiagnosticDescriptor CircularHooks = new(
        id: "HOOK0001",
        title: "Circular hooks",
        messageFormat: "Circular hooks: {0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Hooks that wait for each other in a ring can never start. Remove one of the edges.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownDependency = new(
        id: "HOOK0002",
        title: "A dependency is not a hook",
        messageFormat: "Hook '{0}' {1} '{2}', which is not a hook{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "DependsOn and After name members that have [Hook], letter by letter; nameof keeps them right.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateName = new(
        id: "HOOK0003",
        title: "Two hooks have one name",
        messageFormat: "Hook '{0}' has the same name as hook '{1}'; names are compared without case, as on command lines",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A hook is known by its member's name, which must be unique across the project.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusableMember = new(
        id: "HOOK0004",
        title: "The member cannot be a hook",
        messageFormat: "'{0}' cannot be a hook: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A hook is a const string, or a static method that takes nothing or a HookContext and returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MalformedCommand = new(
        id: "HOOK0005",
        title: "The command is malformed",
        messageFormat: "{0} of hook '{1}' is malformed: {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A command is split into arguments at compile time; it must not be empty, its quotes must be closed and its placeholders known.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ValueOutOfRange = new(
        id: "HOOK0006",
        title: "A value is out of range",
        messageFormat: "{0} of hook '{1}' {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Times, counts, globs, names and folders of a hook are checked when it is compiled.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DependencyNeverRuns = new(
        id: "HOOK0007",
        title: "A dependency does not run when the hook does",
        messageFormat: "Hook '{0}' depends on '{1}', which does not run in {2}; there '{0}' runs without it",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A dependency that is not part of a run gates nothing. Give it the stages and profiles of the hooks that depend on it.");

    public static readonly DiagnosticDescriptor NotInstalled = new(
        id: "HOOK9013",
        title: "Nothing runs the hooks of this project",
        messageFormat: "Nothing runs hook '{0}' and the others of this project: the package Hooks.Build comes from another project. Reference it here as well.",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Attribute and analyzer reach a project through a project reference, but what runs hooks does not.");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        CircularHooks, UnknownDependency, DuplicateName, UnusableMember, MalformedCommand, ValueOutOfRange, DependencyNeverRuns, NotInstalled,
    ];
}

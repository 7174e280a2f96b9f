using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Diagnostics;

/// <summary>The laws of the hook graph. HOOK0001 to HOOK0006 cannot be silenced: a plan that breaks them is refused.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "Hooks";

    public static readonly DiagnosticDescriptor CircularHooks = new(
        id: "HOOK0001",
        title: "Circular hooks",
        messageFormat: "Circular hooks: {0}{1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Hooks that wait for each other in a ring can never start. Remove one of the edges.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownDependency = new(
        id: "HOOK0002",
        title: "A dependency is not a hook",
        messageFormat: "Hook '{0}' {1} '{2}', which is not a hook{3}{4}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "DependsOn and After name members that have [Hook], letter by letter; nameof keeps them right.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateName = new(
        id: "HOOK0003",
        title: "Two hooks have one name",
        messageFormat: "Hook '{0}' has the same name as hook '{1}'; names are compared without case, as on command lines{2}{3}",
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
        messageFormat: "{0} of hook '{1}' is malformed: {2}{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A command is split into arguments at compile time; it must not be empty, its quotes must be closed and its placeholders known, and what only a shell would act upon must be quoted.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ValueOutOfRange = new(
        id: "HOOK0006",
        title: "A value is out of range",
        messageFormat: "{0} of hook '{1}' {2}{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Times, counts, globs, names and folders of a hook are checked when it is compiled.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DependencyNeverRuns = new(
        id: "HOOK0007",
        title: "A dependency does not run when the hook does",
        messageFormat: "Hook '{0}' depends on '{1}', which does not run in {2}; there '{0}' runs without it{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A dependency that is not part of a run gates nothing. Give it the stages and profiles of the hooks that depend on it.");

    public static readonly DiagnosticDescriptor RacingWriters = new(
        id: "HOOK0008",
        title: "Two hooks may write the same file in any order",
        messageFormat: "Hooks '{0}' and '{1}' may both write '{2}', and neither waits for the other{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Which of them has the last word is left to chance. Say it with DependsOn or After, or give both a lock where it does not matter.");

    public static readonly DiagnosticDescriptor RacingReader = new(
        id: "HOOK0009",
        title: "A hook may read a file before or after another writes it",
        messageFormat: "Hook '{0}' reads '{2}', which hook '{1}' may write before or after that: neither waits for the other{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What the hook finds is about what the other has not written yet. Say the order with DependsOn or After, or give both a lock where it does not matter.");

    public static readonly DiagnosticDescriptor ImpliedDependency = new(
        id: "HOOK0010",
        title: "A dependency follows from another one",
        messageFormat: "Hook '{0}' need not name '{1}': {2}{3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A dependency that follows from another one changes nothing, and makes the graph harder to read.");

    public static readonly DiagnosticDescriptor CriticalOnOptional = new(
        id: "HOOK0011",
        title: "A critical hook depends on one that is allowed to fail",
        messageFormat: "Critical hook '{0}' depends on '{1}', whose failure is a warning: '{0}' runs after it has failed{2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A hook of severity Warning holds nobody up. Give it the severity Error, or use After where only the order is meant.");

    public static readonly DiagnosticDescriptor TimeoutTooShort = new(
        id: "HOOK0012",
        title: "A time limit is too short for the retries",
        messageFormat: "Hook '{0}' has {1} s for {2} attempts, less than a second for each",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Timeout is the limit of the whole hook, retries included: the last ones will hardly be made.");

    public static readonly DiagnosticDescriptor RootOnlyGlob = new(
        id: "HOOK0013",
        title: "A glob matches less than it seems to",
        messageFormat: "{0} of hook '{1}' has '{2}', which {3}; write '{4}'",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Globs start at the root of the repository: *.cs is in its root folder, **/*.cs in any. A folder is named by what is in it, src/**.");

    public static readonly DiagnosticDescriptor AgentAnswerWithoutEffect = new(
        id: "HOOK0014",
        title: "A coding agent makes nothing of it",
        messageFormat: "{0} of hook '{1}' has no effect: {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Each stage of coding agents takes some answers and not others. What none of a hook's stages takes is a mistake in one of the two.");

    public static readonly DiagnosticDescriptor UnusableHooks = new(
        id: "HOOK0015",
        title: "Hooks of another assembly cannot be used",
        messageFormat: "The hooks of '{0}' cannot be used: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "UseHooks names a type of another assembly that declares hooks, and the assembly carries a plan that this version of Hooks.Build reads.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UselessOverride = new(
        id: "HOOK0016",
        title: "An override changes no hook",
        messageFormat: "'{0}' cannot be overridden: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "OverrideHook changes a hook that UseHooks joins, once.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusableListener = new(
        id: "HOOK0017",
        title: "The method cannot listen to runs",
        messageFormat: "'{0}' cannot listen to runs: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A listener is a static method that takes a RunContext, and a CancellationToken after it if it likes, and returns void or Task.",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotInstalled = new(
        id: "HOOK9013",
        title: "Nothing runs the hooks of this project",
        messageFormat: "Nothing runs {0} and the others of this project: the package Hooks.Build comes from another project or package. Reference it here as well.",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Attribute and analyzer reach a project through a project reference, but what runs hooks does not.");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        CircularHooks, UnknownDependency, DuplicateName, UnusableMember, MalformedCommand, ValueOutOfRange, DependencyNeverRuns,
        RacingWriters, RacingReader, ImpliedDependency, CriticalOnOptional, TimeoutTooShort, RootOnlyGlob, AgentAnswerWithoutEffect, UnusableHooks,
        UselessOverride, UnusableListener, NotInstalled,
    ];
}

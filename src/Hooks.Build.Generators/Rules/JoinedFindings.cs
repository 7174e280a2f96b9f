using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Rules;

/// <summary>What is to be told of hooks that other assemblies declare: where they come from, and nothing that is theirs alone.</summary>
internal static class JoinedFindings
{
    /// <summary>Chooses, and adds the places.</summary>
    public static IEnumerable<Finding> Tell(IEnumerable<Finding> findings, HookSet hooks)
    {
        var hasJoined = hooks.Hooks.Count > 0 && hooks.Hooks[hooks.Hooks.Count - 1].Joined is not null;
        return hasJoined ? findings.Where(finding => !IsTheirs(finding, hooks)).Select(finding => WithOrigins(finding, hooks)) : findings;
    }

    // Of warnings its author was told, and can do something.
    private static bool IsTheirs(Finding finding, HookSet hooks)
    {
        var origins = Places(finding).Select(place => hooks.DeclaredAt(place.Hook).Joined).ToList();
        return finding.Descriptor.DefaultSeverity != DiagnosticSeverity.Error
            && origins.TrueForAll(origin => origin is { Override: null } && origin.Assembly == origins[0]!.Assembly);
    }

    private static Finding WithOrigins(Finding finding, HookSet hooks)
    {
        var joined = Places(finding).Select(place => hooks.DeclaredAt(place.Hook)).Where(hook => hook.Joined is not null).Distinct().ToList();
        return joined.Count == 0 ? finding : finding with
        {
            Origins = string.Concat(joined.Select(hook =>
                $"; '{hook.Declared}' comes from {hook.Joined!.Assembly}{(hook.Joined.BroughtBy == hook.Joined.Assembly ? "" : $" through {hook.Joined.BroughtBy}")}: {hook.ContainingType}.{hook.Declared}, {hook.Joined.Place}{Changed(hook.Joined.Override)}")),
        };
    }

    private static string Changed(SourceSpan? by) => by is null ? ""
        : FormattableString.Invariant(
            $", and is changed by [assembly: OverrideHook] in {Path.GetFileName(by.FilePath.Replace('\\', '/'))}({by.Lines.Start.Line + 1},{by.Lines.Start.Character + 1})");

    private static IEnumerable<HookPlace> Places(Finding finding) => [finding.Place, .. finding.Others];
}

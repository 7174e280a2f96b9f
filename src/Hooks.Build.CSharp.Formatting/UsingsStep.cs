using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Order of using directives, where <c>.editorconfig</c> says anything about it.</summary>
internal static class UsingsStep
{
    /// <summary>Sorts them.</summary>
    public static void Apply(Draft draft, CancellationToken cancellation)
    {
        var settings = draft.Style.Settings;
        if (!settings.ContainsKey("dotnet_sort_system_directives_first") && !settings.ContainsKey("dotnet_separate_import_directive_groups"))
            return;

        var root = draft.Root(cancellation);
        try
        {
            var sorted = draft.Style.ImportSorter().Visit(root);
            if (sorted == root)
                return;

            var text = SourceText.From(sorted.ToFullString(), draft.Text.Encoding, draft.Text.ChecksumAlgorithm);
            draft.Become(WhitespaceSteps.EndLines(text, draft.Style), "IMPORTS", "Fix imports ordering.");
        }
        catch (InsufficientExecutionStackException)
        {
            // Nested too deeply to be rewritten: left as it is, as dotnet format does.
        }
    }
}

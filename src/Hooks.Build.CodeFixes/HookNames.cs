using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.CodeFixes;

/// <summary>Writes the name of a hook as it can be said at a place: by <c>nameof</c> where that compiles, else as text.</summary>
internal static class HookNames
{
    /// <summary>A name as it is written where a keyword would be read.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The expression.</summary>
    /// <param name="model">The file.</param>
    /// <param name="position">Where it is to stand.</param>
    /// <param name="name">The hook.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static string Expression(SemanticModel model, int position, string name, CancellationToken cancellation)
    {
        var hook = model.Compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellation)
            .FirstOrDefault(symbol => HookFinder.HookAttribute(symbol) is not null);
        if (hook is null || !model.IsAccessible(position, hook))
            return SymbolDisplay.FormatLiteral(name, quote: true);

        var escaped = Escaped(name);
        return model.LookupSymbols(position, name: name).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, hook))
            ? $"nameof({escaped})"
            : $"nameof({hook.ContainingType.ToMinimalDisplayString(model, position)}.{escaped})";
    }
}

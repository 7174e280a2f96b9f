using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Code;

/// <summary>
/// What is wrong with the code that the hooks of a compilation run: their methods, and what these call in the same project, as deep as it goes. A call
/// through an interface, a virtual member or a delegate that comes from elsewhere is not followed.
/// </summary>
internal sealed class HookCode
{
    private readonly Dictionary<ISymbol, List<Diagnostic>> _byType = new(SymbolEqualityComparer.Default);

    private HookCode()
    {
    }

    /// <summary>Reads that code.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HookCode Read(Compilation compilation, CancellationToken cancellation)
    {
        var found = new HookCode();
        var known = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IMethodSymbol>();
#pragma warning disable RS1030 // hooks call across types and files
        foreach (var hook in MarkedTrees.Of(compilation, cancellation).Hooks(cancellation))
        {
            if (hook is { IsAccepted: true, Hook.IsMethod: true }
                && compilation.GetSemanticModel(hook.Target.SyntaxTree).GetDeclaredSymbol(hook.Target, cancellation) is IMethodSymbol method)
                Add(method);
        }
#pragma warning restore RS1030

        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var callee in found.Read(open.Dequeue(), compilation, cancellation))
                Add(callee);
        }

        return found;

        void Add(IMethodSymbol method)
        {
            method = (method.ReducedFrom ?? method).OriginalDefinition;
            method = method.PartialImplementationPart ?? method;
            if (method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction)
                && method.DeclaringSyntaxReferences.Length > 0
                && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
                && known.Add(method))
                open.Enqueue(method);
        }
    }

    /// <summary>What to report in a type.</summary>
    public IEnumerable<Diagnostic> In(INamedTypeSymbol type) => _byType.TryGetValue(type, out var diagnostics) ? diagnostics : [];

    private IEnumerable<IMethodSymbol> Read(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var blocks = new List<IOperation>();
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
#pragma warning disable RS1030 // hooks call across types and files
            if (!IsGenerated(syntax.SyntaxTree) && compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation) is { } operation)
                blocks.Add(operation);
#pragma warning restore RS1030
        }

        var diagnostics = new List<Diagnostic>();
        var body = new CodeBody(method, blocks, isOfHook: true, compilation, diagnostics.Add, cancellation);
        body.Check();
        if (diagnostics.Count > 0)
        {
            if (!_byType.TryGetValue(method.ContainingType, out var all))
                _byType.Add(method.ContainingType, all = []);

            all.AddRange(diagnostics);
        }

        return body.Callees;
    }

    private static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) || tree.FilePath.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase);
}

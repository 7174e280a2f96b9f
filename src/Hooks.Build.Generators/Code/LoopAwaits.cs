using System.Collections.Immutable;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>
/// HOOK0021: a loop that awaits work in its body, of which no pass needs another. Only where that is certain: nothing that the passes share is written, no
/// pass ends the loop, and all that is called is known to leave others alone (<see cref="Independence"/>).
/// </summary>
internal static class LoopAwaits
{
    /// <summary>Looks for such loops.</summary>
    public static void Check(CodeBody body)
    {
        foreach (var loop in body.Loops)
        {
            body.Cancellation.ThrowIfCancellationRequested();
            if (loop is IForEachLoopOperation { IsAsynchronous: false } or IForLoopOperation && FirstWork(loop, body) is { } first)
            {
                var context = loop is IForEachLoopOperation { Collection: var files }
                    && files.Bare() is IPropertyReferenceOperation { Property: { Name: "Files", ContainingType: var type } } property
                    && type.Is(MetadataNames.HookContext)
                    ? (property.Receiver().Named() as IParameterSymbol)?.Name
                    : null;
                body.Report(
                    CodeDescriptors.OneByOne,
                    first.Syntax.GetFirstToken().GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(CodeProperties.Hook, context),
                    context is null ? "Task.WhenAll" : context + ".ForEachFileAsync");
            }
        }
    }

    // The first await of work that depends on the pass, where all passes are independent.
    private static IAwaitOperation? FirstWork(ILoopOperation loop, CodeBody body)
    {
        IAwaitOperation? first = null;
        var independence = new Independence(body.Compilation, body.Cancellation);
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            // Of loops within each other the innermost is told of.
            if (operation is IAwaitOperation wait && IsOfThePass(wait, loop))
            {
                if (Independence.Work(wait) is not { } work)
                    return null;

                if (Independence.DependsOn(work, loop))
                    first ??= wait;
            }
            else if (Ends(operation, loop)
                || (operation is ILoopOperation nested
                    && nested.Body.DescendantsAndSelf().Any(inner => inner is IAwaitOperation await && IsOfThePass(await, loop))))
            {
                return null;
            }
        }

        return first is not null && independence.IsIndependent(loop) ? first : null;
    }

    private static bool IsOfThePass(IOperation operation, ILoopOperation loop) => operation.Function() == loop.Function();

    private static bool Ends(IOperation operation, ILoopOperation loop) => operation switch
    {
        IReturnOperation or IThrowOperation => IsOfThePass(operation, loop),
        IBranchOperation branch =>
            IsOfThePass(operation, loop)
                && !(branch.BranchKind == BranchKind.Continue
                    || (branch.BranchKind == BranchKind.Break && !SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel))),
        _ => false,
    };
}

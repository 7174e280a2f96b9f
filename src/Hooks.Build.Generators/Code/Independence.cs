using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>
/// Whether code leaves what others use as it is. Said of it only where that is certain: of what the project itself declares by reading it, and of a list of
/// well-known methods. An answer of no says nothing.
/// </summary>
internal sealed class Independence(Compilation compilation, CancellationToken cancellation)
{
    private const int Deepest = 4;

    private readonly HashSet<IMethodSymbol> _asked = new(SymbolEqualityComparer.Default);

    /// <summary>The call that an await waits for.</summary>
    public static IInvocationOperation? Work(IAwaitOperation wait)
    {
        var work = wait.Operation.Bare() as IInvocationOperation;
        while (work is { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "AsTask" } && work.Receiver() is { } inner)
            work = inner as IInvocationOperation;

        return work;
    }

    /// <summary>Whether an operation uses something that each pass of a loop has for itself.</summary>
    public static bool DependsOn(IOperation operation, ILoopOperation loop) =>
        operation.DescendantsAndSelf().Any(each => each.Named() is { } symbol && IsDeclaredIn(symbol, loop.Syntax));

    /// <summary>Whether no pass of a loop touches what another may use.</summary>
    public bool IsIndependent(ILoopOperation loop) => IsIndependent(loop.Body, loop.Syntax, depth: 0);

    private bool IsIndependent(IOperation code, SyntaxNode own, int depth)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (operation is IAwaitOperation { Operation: var waited } && waited.Bare() is not IInvocationOperation)
                return false;

            if (Changed(operation) is { } changed && !IsOwn(changed, own))
                return false;

            if (operation is IInvocationOperation call && !IsHarmless(call, own, depth))
                return false;
        }

        return true;
    }

    private static IOperation? Changed(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction =>
            deconstruction.Target.Descendants().FirstOrDefault(each => each is not IDeclarationExpressionOperation
                && each.Named() is not null
                && each.Parent is not IDeclarationExpressionOperation) ?? deconstruction.Target,
        IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } => null,
        IAssignmentOperation { Target: not IDiscardOperation } assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        IEventAssignmentOperation handler => handler.EventReference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var value } => value,
        _ => null,
    };

    // Whether what an operation reaches belongs to a variable that is declared in the code itself.
    private static bool IsOwn(IOperation operation, SyntaxNode own)
    {
        for (IOperation? root = operation.Bare(); root is not null; root = root.Receiver())
        {
            switch (root)
            {
                case IDeclarationExpressionOperation or IDiscardOperation or IObjectCreationOperation or ITupleOperation:
                    return true;
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    return IsDeclaredIn(root.Named()!, own);
                case IArrayElementReferenceOperation element:
                    return IsOwn(element.ArrayReference, own);
                case IAwaitOperation wait:
                    return Work(wait) is { } work && work.Receiver() is { } receiver && IsOwn(receiver, own);
                case IMemberReferenceOperation { Instance: null } or IInstanceReferenceOperation:
                    return false;
            }
        }

        return false;
    }

    // A parameter of a method that is looked into is its caller's.
    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode own) =>
        symbol is ILocalSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } }
        && symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == own.SyntaxTree && own.Span.Contains(reference.Span));

    private bool IsHarmless(IInvocationOperation call, SyntaxNode own, int depth)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (type is null || method.MethodKind == MethodKind.DelegateInvoke)
            return false;

        return type.Name switch
        {
            "HookContext" when method.IsOf(MetadataNames.HookContext, "RunAsync") => Programs.SharesNothing(call),
            "HookContext" or "HookFile" => type.Is(MetadataNames.HookContext) || type.Is(MetadataNames.HookFile),
            "File" when type.Is("System.IO.File") => IsHarmlessFile(method.Name, call, own),
            "HttpClient" when type.Is("System.Net.Http.HttpClient") => method.Name.StartsWith("Get", StringComparison.Ordinal),
            "HttpClientJsonExtensions" => method.Name.StartsWith("GetFrom", StringComparison.Ordinal),
            "Task" or "ValueTask" when type.IsTask() => method.Name is "Run" or "ConfigureAwait" or "WaitAsync" or "AsTask" or "FromResult" or "WhenAll",
            "Process" when method.IsOf("System.Diagnostics.Process", "Start") => method.IsStatic && Programs.SharesNothing(call),
            "Process" when type.Is("System.Diagnostics.Process") && method.IsStatic => false,
            "Dns" => type.Is("System.Net.Dns"),
            _ when IsOfThisProject(method) => IsHarmlessSource(method, own, depth),
            _ => IsValue(type) || IsOwnObject(call, own),
        };
    }

    // A system's object that only this pass knows: a stream, a reader, a process, a list. Whose an interface's is, nobody knows.
    private static bool IsOwnObject(IInvocationOperation call, SyntaxNode own) =>
        call.TargetMethod.ContainingType.TypeKind != TypeKind.Interface
        && call.TargetMethod.ContainingNamespace.ToDisplayString() is var space
        && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal))
        && call.Receiver() is { } receiver
        && IsOwn(receiver, own)
        && !space.StartsWith("System.Data", StringComparison.Ordinal);

    private static bool IsHarmlessFile(string name, IInvocationOperation call, SyntaxNode own) =>
        name is "Exists" or "OpenRead" or "GetAttributes" or "GetLastWriteTimeUtc"
        || name.StartsWith("Read", StringComparison.Ordinal)
        || (name.StartsWith("Write", StringComparison.Ordinal)
            && call.Arguments[0].Value.DescendantsAndSelf().Any(each => each.Named() is { } symbol && IsDeclaredIn(symbol, own)));

    // Types whose objects never change, or that have no state at all.
    private static bool IsValue(INamedTypeSymbol type) =>
        type.SpecialType is not (SpecialType.None or SpecialType.System_Object)
        || (type.Name is "Path" or "Math" or "Convert" or "Enumerable" or "Regex" or "Match" or "Group" or "Uri" or "Guid" or "TimeSpan" or "DateTimeOffset"
            or "Encoding" or "UTF8Encoding" or "StringComparer" or "Array"
                or "JsonSerializer" or "MemoryExtensions" or "ReadOnlySpan" or "Span" or "CultureInfo" or "Version" or "Nullable" or "ImmutableArray"
                or "ImmutableList" or "ArgumentNullException" or "ArgumentException" or "Stopwatch" or "HttpContent"
                or "CancellationToken"
            && type.ContainingNamespace.ToDisplayString() is var space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal)));

    // In an editor a project that is referenced has syntax as well, of a tree that is not this compilation's.
    private bool IsOfThisProject(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length > 0 && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly);

    private bool IsHarmlessSource(IMethodSymbol method, SyntaxNode own, int depth)
    {
        var source = (method.ReducedFrom ?? method).OriginalDefinition;
        source = source.PartialImplementationPart ?? source;
        if (source.IsVirtual || source.IsAbstract || source.IsOverride || depth == Deepest)
            return false;

        // Asked for before: of a circle, the others answer.
        if (!_asked.Add(source))
            return true;

        foreach (var reference in source.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            if (syntax is LocalFunctionStatementSyntax && own.Span.Contains(syntax.Span) && own.SyntaxTree == syntax.SyntaxTree)
                return true;

#pragma warning disable RS1030 // a method of another file has to be read
            var code = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
#pragma warning restore RS1030
            if (code is null || !IsIndependent(code, syntax, depth + 1))
                return false;
        }

        return source.DeclaringSyntaxReferences.Length > 0;
    }
}

using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>What rules ask of operations.</summary>
internal static class Operations
{
    /// <summary>The operation without conversions and parentheses around it.</summary>
    public static IOperation Bare(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What stands before the dot, of <c>?.</c> as well.</summary>
    public static IOperation? Receiver(this IOperation operation)
    {
        var receiver = operation switch
        {
            IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: true, Arguments: { Length: > 0 } arguments } => arguments[0].Value,
            IInvocationOperation invocation => invocation.Instance,
            IMemberReferenceOperation member => member.Instance,
            _ => null,
        };
        return receiver?.Bare() is IConditionalAccessInstanceOperation instance ? Conditional(instance)?.Operation.Bare() : receiver?.Bare();
    }

    /// <summary>The variable, or the field or property of this object or a type, that an operation reads.</summary>
    public static ISymbol? Named(this IOperation? operation) => operation?.Bare() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    /// <summary>The place of the name that is called or read.</summary>
    public static Location NameLocation(this IOperation operation) => NameOf(operation.Syntax).GetLocation();

    /// <summary>The function whose code an operation is: a lambda, a local function, or <see langword="null"/> for the member itself.</summary>
    public static IOperation? Function(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return null;
    }

    /// <summary>The function's symbol.</summary>
    public static IMethodSymbol? FunctionSymbol(this IOperation? operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    /// <summary>Whether a method is one of a type's.</summary>
    public static bool IsOf(this IMethodSymbol method, string type, string name) => method.Name == name && method.ContainingType?.Is(type) == true;

    /// <summary>Whether a value is a token that nobody can cancel.</summary>
    public static bool IsNoToken(this IOperation value) => value.Bare() switch
    {
        IDefaultValueOperation => true,
        IPropertyReferenceOperation { Property: { Name: "None", ContainingType: { } type } } => type.Is(MetadataNames.CancellationToken),
        IObjectCreationOperation { Arguments.Length: 0, Type: { } type } => type.Is(MetadataNames.CancellationToken),
        _ => false,
    };

    /// <summary>Whether a value means a wait without an end.</summary>
    public static bool IsForever(this IOperation value) => value.Bare() switch
    {
        { ConstantValue: { HasValue: true, Value: -1 or int.MaxValue } } => true,
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan" or "MaxValue", Type: { } type } } => type.Is("System.TimeSpan"),
        IInvocationOperation { TargetMethod.Name: "FromMilliseconds", Arguments: { Length: > 0 } arguments } =>
            arguments[0].Value.ConstantValue is { HasValue: true, Value: -1 or -1d or -1L },
        _ => false,
    };

    /// <summary>Whether a type is a task.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "Task" or "ValueTask",
            ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } },
        };

    /// <summary>
    /// Whether a task is waited for as it is, with nothing that could end the wait before: by await, or by blocking. A task that is kept, handed on or raced
    /// against a delay is none of our business.
    /// </summary>
    public static bool IsWaitedForPlainly(this IOperation task)
    {
        for (var operation = task; operation.Parent is { } parent; operation = parent)
        {
            switch (parent)
            {
                case IAwaitOperation:
                    return true;
                case IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation:
                    continue;
                case IArgumentOperation
                {
                    Parent: IInvocationOperation
                    {
                        TargetMethod:
                        {
                            Name: "WhenAll" or "WaitAll",
                            ContainingType: var type,
                        }
                    }
                } when type.IsTask():
                    continue;
                case IInvocationOperation { TargetMethod: { Name: "WhenAll" } }:
                    continue;
                case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" } }:
                    continue;
                case IInvocationOperation { TargetMethod: { Name: "GetResult" or "WaitAll" } }:
                    return true;
                case IInvocationOperation { TargetMethod: { Name: "Wait", Parameters.Length: 0 } }:
                    return true;
                case IPropertyReferenceOperation { Property.Name: "Result" }:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    private static IConditionalAccessOperation? Conditional(IOperation operation)
    {
        var within = operation;
        for (var parent = operation.Parent; parent is not null; (within, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == within)
                return access;
        }

        return null;
    }

    private static SyntaxNode NameOf(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        ObjectCreationExpressionSyntax creation => creation.Type,
        ConditionalAccessExpressionSyntax access => NameOf(access.WhenNotNull),
        _ => syntax,
    };
}

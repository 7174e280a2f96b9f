using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Turns a member with <c>[Hook]</c> into values. Serves generator and analyzer alike, and takes source of any state of completion.</summary>
internal static class HookParser
{
    private const int DefaultStages = StageBits.Build | StageBits.PreCommit;

    /// <summary>Parses a hook.</summary>
    /// <param name="member">The field or method.</param>
    /// <param name="attribute">Its hook attribute.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The hook, or <see langword="null"/> where the attribute is not in source.</returns>
    public static HookSpec? Parse(ISymbol member, AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? Parse(member, syntax, AttributeValues.Of(attribute), cancellation)
            : null;

    /// <summary>Parses a hook whose attribute's values are known.</summary>
    /// <param name="member">The field or method.</param>
    /// <param name="syntax">Its hook attribute.</param>
    /// <param name="values">What that says.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HookSpec Parse(ISymbol member, AttributeSyntax syntax, AttributeValues values, CancellationToken cancellation)
    {
        var method = member as IMethodSymbol;
        var code = method?.PartialImplementationPart ?? method;
        var isLambda = method?.MethodKind == MethodKind.AnonymousFunction;
        var problem = syntax.Parent is AttributeListSyntax { Target.Identifier.ValueText: "return" }
            ? "it marks what a method returns; mark the method itself"
            : MemberRule.Problem(member);
        return StandardSettings.Apply(new HookSpec
        {
            Name = isLambda ? "=>" : member.Name,
            ContainingType = member.ContainingType?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) ?? "",
            IsMethod = method is not null,
            IsInsideMember = isLambda || method?.MethodKind == MethodKind.LocalFunction,
            Command = problem is null ? ConstantCommand(member, cancellation) : null,
            MetadataType = member.MetadataType(),
            TakesContext = method?.Parameters.Length > 0,
            Options = Options(new AttributeArguments(values, syntax, member.ContainingType)),
            MemberProblem = problem,
            Attribute = SourceSpan.Of(syntax),
            Identifier = isLambda ? SourceSpan.Of(syntax) : SourceSpan.OfName(member, syntax),
            NeverFixes = code is not null && FixingReader.NeverFixes(code, cancellation),
            AsksToFix = code is not null && FixingReader.AsksToFix(code, cancellation),
            Answers = code is null ? HookAnswers.None : AnswerReader.Of(code, cancellation),
            Source = MemberSource.Text(code, cancellation),
        });
    }

    private static HookOptions Options(AttributeArguments arguments) => new()
    {
        DependsOn = arguments.Hooks("DependsOn"),
        After = arguments.Hooks("After"),
        Stages = arguments.Scalar("Stages", DefaultStages),
        Profiles = arguments.List("Profiles"),
        Matrix = arguments.ListSetting("Matrix"),
        MatrixOf = arguments.ListSetting("MatrixOf"),
        Gates = arguments.Scalar("Gates", fallback: true),
        Finally = arguments.Scalar("Finally", fallback: false),
        Files = arguments.List("Files"),
        Exclude = arguments.List("Exclude"),
        Reads = arguments.List("Reads"),
        Writes = arguments.List("Writes"),
        Locks = arguments.List("Locks"),
        Timeout = arguments.Scalar("Timeout", 300),
        Severity = arguments.Scalar("Severity", 0),
        Retries = arguments.Scalar("Retries", 0),
        Cores = arguments.Scalar("Cores", 0.0),
        Batch = arguments.Scalar("Batch", fallback: false),
        PerFile = arguments.Scalar("PerFile", fallback: false),
        Fix = arguments.Scalar<string?>("Fix", null) is { Value: { } text, Where: { } where } ? Command(text, where) : null,
        Cache = arguments.Scalar("Cache", fallback: true),
        Environment = arguments.List("Environment"),
        WorkingDirectory = arguments.Scalar<string?>("WorkingDirectory", null),
        Problems = arguments.Scalar<string?>("Problems", null),
        Tools = arguments.List("Tools"),
        FailClosed = arguments.Scalar("FailClosed", fallback: false),
        Description = arguments.Scalar<string?>("Description", null),
    };

    private static CommandSpec? ConstantCommand(ISymbol member, CancellationToken cancellation) =>
        member is IFieldSymbol { ConstantValue: string text } && MemberSource.Initializer(member, cancellation) is { } initializer
            ? Command(text, SourceSpan.Of(initializer))
            : null;

    /// <summary>Parses a command.</summary>
    public static CommandSpec Command(string text, SourceSpan where) =>
        !CommandTemplate.TryParse(text, out var command, out var error)
            ? new CommandSpec(text, default, error.Message, where)
            : StandardCommand.IsMeant(command)
                ? StandardCommand.Parse(text, command, where)
                : new CommandSpec(text, command.ToPlan().ToEquatableArray(), Problem: null, where);
}

using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Turns a method with <c>[OnRun]</c> into values.</summary>
internal static class ListenerParser
{
    /// <summary>Seconds where none are written.</summary>
    public const int DefaultTimeout = 5;

    /// <summary>All stages but those of coding agents.</summary>
    private const int DefaultStages = StageBits.All & ~StageBits.OfAgents;

    /// <summary>Parses a listener.</summary>
    /// <param name="member">What bears the attribute.</param>
    /// <param name="data">What the compiler knows of the attribute.</param>
    /// <param name="syntax">The attribute.</param>
    public static ListenerSpec Parse(ISymbol member, AttributeData data, AttributeSyntax syntax)
    {
        var arguments = new AttributeArguments(AttributeValues.Of(data), syntax, member.ContainingType);
        return new ListenerSpec
        {
            Name = member.Name,
            MetadataType = member.MetadataType(),
            TakesToken = member is IMethodSymbol { Parameters.Length: > 1 },
            Stages = arguments.Scalar("Stages", DefaultStages),
            Timeout = arguments.Scalar("Timeout", DefaultTimeout),
            Output = arguments.Scalar("Output", false),
            Environment = arguments.List("Environment"),
            Description = arguments.Scalar<string?>("Description", null),
            MemberProblem = HookFinder.HookAttribute(member) is not null ? "it is a hook as well; a method is one or the other" : ListenerRule.Problem(member),
            Attribute = SourceSpan.Of(syntax),
            Identifier = SourceSpan.OfName(member, syntax),
        };
    }
}

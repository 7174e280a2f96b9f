using System.Collections.Immutable;
using System.Globalization;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>HOOK0020: another machine or process is waited for without a limit: connections, and requests whose limit of 100 s was taken away.</summary>
internal static class NetworkWaits
{
    private const int Seconds = 10;

    /// <summary>Looks for such waits.</summary>
    public static void Check(CodeBody body)
    {
        foreach (var call in body.Invocations)
        {
            if (KindOf(call) is { } kind
                && !call.Arguments.Any(IsThisMachine)
                && !(call.TargetMethod.Name == "Connect" && body.Assignments.Any(MakesNonBlocking)))
                Report(body, call.NameLocation(), call.TargetMethod.Name, kind, "if the other side does not answer, this waits for minutes or for ever");
        }

        foreach (var creation in body.Creations)
        {
            // It connects at once.
            if (creation.Type?.Is("System.Net.Sockets.TcpClient") == true && creation.Arguments.Length == 2)
                Report(
                    body,
                    creation.NameLocation(),
                    "TcpClient",
                    LimitKind.None,
                    "it connects at once, and waits for minutes if the other side does not answer; use ConnectAsync with a token");
        }

        foreach (var assignment in body.Assignments)
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "Timeout", ContainingType: { } type } } target
                && (type.Is("System.Net.Http.HttpClient") || type.Is("System.Net.WebRequest") || type.Is("System.Net.HttpWebRequest"))
                && assignment.Value.IsForever()
                && !body.Invocations.Any(PassesToken))
            {
                Report(
                    body,
                    assignment.Value.Syntax.GetLocation(),
                    "Timeout",
                    target.Type?.Is("System.TimeSpan") == true ? LimitKind.Value : LimitKind.None,
                    "a server that does not answer is waited for for ever");
            }
        }
    }

    private static void Report(CodeBody body, Location location, string name, LimitKind kind, string reason) =>
        body.Report(
            CodeDescriptors.NoTimeLimit,
            location,
            ImmutableDictionary<string, string?>.Empty.Add(CodeProperties.Seconds, Seconds.ToString(CultureInfo.InvariantCulture))
                .Add(CodeProperties.Kind, kind.ToString()),
            name,
            reason);

    // Who takes the limit away to give each request its own is right.
    private static bool PassesToken(IInvocationOperation call) =>
        call.TargetMethod.ContainingType?.Name is "HttpClient" or "HttpClientJsonExtensions" or "HttpMessageInvoker"
        && call.Arguments.Any(argument => argument.Parameter?.Type.Is(MetadataNames.CancellationToken) == true && !argument.Value.IsNoToken());

    private static LimitKind? KindOf(IInvocationOperation call) => (call.TargetMethod.ContainingType?.Name, call.TargetMethod.Name) switch
    {
        ("TcpClient" or "Socket", "Connect") when IsOf(call, "System.Net.Sockets") => LimitKind.None,
        ("TcpClient" or "Socket", "ConnectAsync") when IsOf(call, "System.Net.Sockets") && HasNoLimit(call) => LimitKind.Task,
        ("ClientWebSocket", "ConnectAsync") when IsOf(call, "System.Net.WebSockets") && HasNoLimit(call) => LimitKind.Task,
        ("NamedPipeClientStream", "Connect") when IsOf(call, "System.IO.Pipes") && HasNoTimeout(call) => LimitKind.Milliseconds,
        ("NamedPipeClientStream", "ConnectAsync") when IsOf(call, "System.IO.Pipes") && HasNoTimeout(call) && HasNoLimit(call) => LimitKind.Task,
        _ => null,
    };

    private static bool IsThisMachine(IArgumentOperation argument) => argument.Value.Bare() switch
    {
        IFieldReferenceOperation { Field.Name: "Loopback" or "IPv6Loopback" } => true,
        { ConstantValue: { HasValue: true, Value: "localhost" or "127.0.0.1" or "::1" } } => true,
        IObjectCreationOperation { Arguments: { Length: > 0 } arguments } => IsThisMachine(arguments[0]),
        _ => false,
    };

    // Such a socket returns at once.
    private static bool MakesNonBlocking(IAssignmentOperation assignment) =>
        assignment is
        {
            Target: IPropertyReferenceOperation { Property: { Name: "Blocking", ContainingType: { } type } },
            Value.ConstantValue: { HasValue: true, Value: false },
        } && type.Is("System.Net.Sockets.Socket");

    private static bool IsOf(IInvocationOperation call, string space) => call.TargetMethod.ContainingNamespace.ToDisplayString() == space;

    private static bool HasNoTimeout(IInvocationOperation call) =>
        !call.Arguments.Any(argument => argument.Parameter?.Type is { SpecialType: SpecialType.System_Int32 } or { Name: "TimeSpan" }
            && !argument.Value.IsForever());

    private static bool HasNoLimit(IInvocationOperation call) =>
        call.Type.IsTask()
        && call.Arguments.All(argument => argument.Parameter?.Type.Is(MetadataNames.CancellationToken) != true || argument.Value.IsNoToken())
        && call.IsWaitedForPlainly();
}

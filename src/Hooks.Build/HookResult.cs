namespace Hooks.Build;

/// <summary>What came of a C# hook.</summary>
public sealed class HookResult
{
    private HookResult(bool succeeded, string? message, HookAnswer answer = HookAnswer.None)
    {
        Succeeded = succeeded;
        Message = message;
        Answer = answer;
    }

    /// <summary>The hook found nothing wrong.</summary>
    public static HookResult Success { get; } = new(succeeded: true, message: null);

    /// <summary>Whether the hook succeeded. A hook that reported an error through its context has failed, whatever it returns.</summary>
    public bool Succeeded { get; }

    /// <summary>The reason of a failure, one line, or <see langword="null"/>. What a coding agent is told may have several lines.</summary>
    public string? Message { get; }

    /// <summary>What a coding agent is to make of it.</summary>
    public HookAnswer Answer { get; }

    /// <summary>The hook failed.</summary>
    /// <param name="message">The reason, one line; shown with the failure.</param>
    public static HookResult Failure(string? message = null) => new(succeeded: false, message);

    /// <summary>The hook found nothing wrong, and a coding agent is to know something. Without an agent it is a success.</summary>
    /// <param name="text">What its model is to read. It is bounded and cleaned of control characters. Where it is empty this is <see cref="Success"/>.</param>
    public static HookResult AddContext(string text) => string.IsNullOrWhiteSpace(text) ? Success : new(succeeded: true, text, HookAnswer.Context);

    /// <summary>What a coding agent is about to do must not be done: the tool is not used, the prompt not sent. Without an agent it is a failure.</summary>
    /// <param name="reason">Why, for its model: what to do instead. Where it is empty it is denied all the same, and said that no reason was given.</param>
    public static HookResult Deny(string reason) => new(succeeded: false, Said(reason, "this is forbidden here (the hook gives no reason)"), HookAnswer.Deny);

    /// <summary>A coding agent that is about to end its turn is to go on. Without an agent it is a failure.</summary>
    /// <param name="reason">What is left to do, for its model. Where it is empty it is to go on all the same, and told that no reason was given.</param>
    public static HookResult Continue(string reason) =>
        new(succeeded: false, Said(reason, "something is left to do (the hook does not say what)"), HookAnswer.Continue);

    // An answer without a reason is none for most agents, and one that throws is none at all: they go on.
    private static string Said(string? text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text!;
}

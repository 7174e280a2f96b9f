using System.Text;

namespace Hooks.Build.Worker;

/// <summary>The console of this process: what a hook writes goes to that hook, through all its tasks and threads that flow the execution context.</summary>
#pragma warning disable CA2000, CA2213 // the console's writers live as long as the process
internal sealed class RoutedConsole : TextWriter
{
    private readonly TextWriter _stray;

    private RoutedConsole(TextWriter stray) => _stray = stray;

    /// <summary>The hook that runs in this flow.</summary>
    public static AsyncLocal<RunningHook?> Current { get; } = new();

    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static void Install()
    {
        Console.SetOut(new RoutedConsole(Console.Out));
        Console.SetError(new RoutedConsole(Console.Error));
    }

    public override void Write(char value) => Write([value], 0, 1);

    public override void Write(string? value) => Send(value ?? "");

    public override void WriteLine(string? value) => Send(value + "\n");

    public override void Write(char[] buffer, int index, int count) => Send(new string(buffer, index, count));

    private void Send(string text)
    {
        if (Current.Value is { } hook)
        {
            hook.Write(Encoding.GetBytes(text));
        }
        else
        {
            _stray.Write(text);
        }
    }
}

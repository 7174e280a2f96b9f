using System.Text;

namespace Hooks.Build.Worker;

/// <summary>The console of this process: what a hook writes goes to that hook, through all its tasks and threads that flow the execution context.</summary>
#pragma warning disable CA2000, CA2213 // the console's writers live as long as the process
internal sealed class RoutedConsole : TextWriter
{
    private readonly Lazy<TextWriter> _stray;

    // The console's own writers set up a terminal, which takes its time and which is not there.
    private RoutedConsole(Func<Stream> open) => _stray = new Lazy<TextWriter>(() => Synchronized(new StreamWriter(open(), Encoding) { AutoFlush = true }));

    /// <summary>The hook that runs in this flow.</summary>
    public static AsyncLocal<RunningHook?> Current { get; } = new(ProcessorClock.FlowChanged);

    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static void Install()
    {
        Console.SetOut(new RoutedConsole(Console.OpenStandardOutput));
        Console.SetError(new RoutedConsole(Console.OpenStandardError));
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
            _stray.Value.Write(text);
        }
    }
}

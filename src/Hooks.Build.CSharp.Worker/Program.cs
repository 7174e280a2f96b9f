using System.Globalization;
using System.IO.Pipes;
using System.Text;
using Hooks.Build.CSharp;
using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Worker;

// ICU takes longer to load than the first request to come; without it a thread would wait for it when names are compared.
if (args is ["--serve", ..])
    _ = Task.Run(() => CultureInfo.InvariantCulture.CompareInfo.Compare("a", "b", CompareOptions.IgnoreCase));

if (args is ["--serve"])
{
    using StreamReader requests = new(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    await using var answers = Console.OpenStandardOutput();
    await new ToolServer(answers).RunAsync(requests);
    return 0;
}

WorkerEnvironment.Clear();
// What an engine says goes over a pipe of its own: output that somebody writes by mistake cannot come between.
if (args is ["--serve", var pipe])
{
    await using NamedPipeClientStream channel = new(".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
    await channel.ConnectAsync(EngineLoss.Patience);
    using StreamReader lines = new(channel, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    await new ToolServer(channel).RunAsync(lines);
    return 0;
}

// One that waits for its run.
if (args is ["--serve", "--spare", var socket])
{
    Waiting waiting = new(socket);
    _ = Task.Run(() => Rehearsal.RunAsync(waiting.Folder));
    await using var engine = Waiting.StreamOf(waiting.UntilTaken());
    using StreamReader lines = new(engine, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    await new ToolServer(engine).RunAsync(lines);
    EngineLoss.EndGroup();
    return 0;
}

if (args is not [var id, ..] || ToolCommands.Find(id) is not { } command)
{
    await Console.Error.WriteLineAsync("Usage: Hooks.Build.CSharp.Worker HOOK [arguments] [--fix] [--] FILES, or Hooks.Build.CSharp.Worker --serve");
    return ToolRun.Failed;
}

await using StreamWriter output = new(Console.OpenStandardOutput());
await using var written = TextWriter.Synchronized(output);
return await ToolRun.RunAsync(command, ToolCommandLine.Parse(args, Path.GetFullPath(".")), written.WriteLine, CancellationToken.None);

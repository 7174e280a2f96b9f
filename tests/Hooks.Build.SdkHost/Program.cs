using System.IO.Pipes;
using System.Text;
using Hooks.Build.SdkHost;

// Runs `dotnet` for the tests of the package, one command after another: most of what a build of a small project costs is the start of the SDK. The argument is
// the name of a pipe; a request is the folder, the arguments and the environment, an answer the exit code, the two outputs and this process's memory in bytes.
using NamedPipeClientStream pipe = new(".", args[0], PipeDirection.InOut);
pipe.Connect();
using BinaryReader requests = new(pipe, Encoding.UTF8, leaveOpen: true);
using var command = SdkCommand.Load();
while (true)
{
    string folder;
    try
    {
        folder = requests.ReadString();
    }
    catch (EndOfStreamException)
    {
        // Whoever asked has ended.
        return;
    }

    var arguments = new string[requests.ReadInt32()];
    for (var i = 0; i < arguments.Length; i++)
    {
        arguments[i] = requests.ReadString();
    }

    Dictionary<string, string> environment = new(StringComparer.Ordinal);
    for (var left = requests.ReadInt32(); left > 0; left--)
    {
        environment[requests.ReadString()] = requests.ReadString();
    }

    var (exitCode, output, error) = command.Run(folder, arguments, environment);
    // As a whole: whoever reads it has it at once.
    using MemoryStream answer = new();
    using (BinaryWriter writer = new(answer, Encoding.UTF8, leaveOpen: true))
    {
        writer.Write(exitCode);
        writer.Write(output);
        writer.Write(error);
        writer.Write(Environment.WorkingSet);
    }

    answer.WriteTo(pipe);
}

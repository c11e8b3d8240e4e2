using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Migochat.Api;

namespace Migochat.Tests.Api;

public sealed class FormReaderTests
{
    [Theory]
    [InlineData("a=1&signed_request=x.y", "x.y")]
    [InlineData("signed_request=%D9%85", "م")]
    [InlineData("signed_request=", "")]
    [InlineData("", null)]
    [InlineData("other=1", null)]
    [InlineData("signed_request=1&signed_request=2", null)]
    public async Task The_field_is_read_where_it_comes_once(string form, string? expected) =>
        Assert.Equal(expected, await FieldAsync(await BodyAsync(form)));

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData(8 * 1024 + 1, false)]
    [InlineData(200_000, false)]
    public async Task A_form_that_is_too_large_is_refused_and_the_server_can_read_on(int length, bool isRead)
    {
        const string Field = "signed_request=";
        var body = await BodyAsync(Field + new string('a', length - Field.Length));

        Assert.Equal(isRead, await FieldAsync(body) is not null);

        var rest = await body.ReadAsync();
        Assert.True(rest.IsCompleted);
    }

    private static async Task<PipeReader> BodyAsync(string form)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(form));
        await pipe.Writer.CompleteAsync();
        return pipe.Reader;
    }

    private static Task<string?> FieldAsync(PipeReader body)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(body));
        return FormReader.FieldAsync(context.Request, "signed_request", CancellationToken.None);
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
